import { person } from '../../shared/actors.ts';
import type { Caller } from '../ipc.ts';
import type { ModeSettings } from '../settings/mode.ts';

/** Who is at the counter. Until there are people, that is a manager, by the name that the open mode's settings have. */
export function whoIsAt(settings: ModeSettings): Caller {
  return { actor: person(settings.values.get().cashier), role: 'manager' };
}
