import { Actor, APP, person } from '../../shared/actors.ts';
import { canonicalJson } from './canonical.ts';

/** How actors are stored: with events and in rows. */

/** An actor as events of schema version 1 have them: a bare name, of which two mean something else. */
function lifted(name: string): Actor {
  return name === 'app' ? APP : person(name === 'cashier' ? '' : name);
}

function parsed(text: string): Actor | null {
  try {
    return Actor.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The actor of a stored event; one that a newer version writes in a way of its own is told by what is there. */
export function actorOfEvent(v: number, who: string): Actor {
  return v === 1 ? lifted(who) : (parsed(who) ?? person(who));
}

/** The actor in a column of a row: as a bare name where that says all of it, so that older rows are as they were. */
export function actorText(actor: Actor): string {
  const name = actor.kind === 'app' ? 'app' : actor.name || 'cashier';
  const [said, whole] = [canonicalJson(lifted(name)), canonicalJson(actor)];
  return said === whole && !name.startsWith('{') ? name.toWellFormed() : whole;
}

/** The actor that `actorText` wrote. */
export function actorOfText(text: string): Actor {
  return (text.startsWith('{') ? parsed(text) : null) ?? lifted(text);
}
