import { readBody } from '../soap/body.ts';
import type { HttpReply } from '../soap/body.ts';
import { parseExactJson } from '../soap/exact-json.ts';
import type { Budget, Json } from '../soap/exact-json.ts';
import { REFERENCE_MAX, referenceOf, messageOf } from '../soap/facts.ts';
import type { Credentials } from '../soap/masking.ts';
import { fieldsOf } from './fields.ts';
import type { Fields } from './fields.ts';
import type { LinkStatus } from './outcome.ts';
import { isDone, OURS } from './reply.ts';

/** What one status reply says. */
type StatusVerdict =
  /** `answered` has only the ids that were answered without contradiction. */
  | { kind: 'answered'; answered: ReadonlyMap<string, LinkStatus> }
  /** The service did not answer the question; perhaps for the sake of one of its ids. */
  | { kind: 'refused'; code: 'service-refused' | 'fault-client' | 'fault-server'; message: string }
  | { kind: 'failed'; code: 'http-3xx' | 'http-4xx' | 'http-5xx' | 'contradiction' | 'unreadable' | 'html' };

/** One claim about one id; null where it is neither "paid" nor "unpaid". */
type Claim = LinkStatus | null;

/**
 * wire.md, "PayLinkPayStatusSoap": 0 unpaid, 1 paid; anything else says nothing. So does a payment with a reference that
 * is none: what the cashier would give the customer as proof is then not what the service has.
 */
function claim(status: string, ref: string, credentials: Credentials): Claim {
  if (status === '0') return { paid: false, refNo: null };
  const refNo = referenceOf(ref, REFERENCE_MAX, credentials);
  if (status !== '1' || refNo === null) return null;
  // The document gives 0 and 1 as the values of a reference number too (a copy slip): neither is one.
  return { paid: true, refNo: /^(?:0*|1)$/u.test(refNo) ? null : refNo };
}

class Claims {
  readonly #of = new Map<string, Claim[]>();
  readonly #credentials: Credentials;

  constructor(ids: readonly string[], credentials: Credentials) {
    this.#credentials = credentials;
    for (const id of ids) this.#of.set(id, []);
  }

  isAsked(id: string): boolean {
    return this.#of.has(id);
  }

  /** `status` is null where the reply contradicts itself about it. */
  add(id: string, status: string | null, refNo: string | null): void {
    this.#of.get(id)?.push(status === null ? null : claim(status, refNo ?? '', this.#credentials));
  }

  /** The ids about which there are claims that agree. Where only reference numbers differ, none is given. */
  agreed(): Map<string, LinkStatus> {
    const agreed = new Map<string, LinkStatus>();
    for (const [id, claims] of this.#of) {
      const known = claims.filter((claim) => claim !== null);
      const [first] = known;
      if (first === undefined || known.length < claims.length) continue;
      if (known.some(({ paid }) => paid !== first.paid)) continue;
      const refs = new Set(known.map(({ refNo }) => refNo).filter((refNo) => refNo !== null));
      const [refNo = null] = refs;
      agreed.set(id, { paid: first.paid, refNo: refs.size === 1 ? refNo : null });
    }
    return agreed;
  }
}

type Member = readonly [name: string, value: string];

/** The one value of the members whose names fit; null where there is none or they differ. */
function only(members: readonly Member[], fits: (name: string) => boolean): string | null {
  const values = new Set(members.filter(([name]) => fits(name)).map(([, value]) => value));
  const [value = null] = values;
  return values.size === 1 ? value : null;
}

const isRef = (name: string) => /ref(?!und)/u.test(name);
/** A key that names an id; `paid` and `valid` end so too. */
const isId = (name: string) => name.endsWith('id') && !/(?:paid|valid)$/u.test(name) && !isRef(name);

/** The id an entry is about: of a key about the link before any other …id (a merchant's, say). */
function idOf(members: readonly Member[], claims: Claims): string | null {
  const ofLink = only(members, (name) => isId(name) && name.includes('link'));
  const id = members.some(([name]) => isId(name) && name.includes('link')) ? ofLink : only(members, isId);
  return id !== null && claims.isAsked(id) ? id : null;
}

/** Claims of one object: keys are found by meaning, in any case (wire.md, "PayLinkPayStatusSoap"). */
function claimOf(members: readonly Member[], claims: Claims, key: string | null): void {
  const status = only(members, (name) => name.endsWith('status'));
  if (status === null) return;
  const named = idOf(members, claims);
  const anyId = members.some(([name]) => isId(name));
  const id = named ?? (anyId ? null : key);
  if (id !== null) claims.add(id, status, only(members, isRef));
}

/** Goes through the list in any arrangement: an array, an array within an object, an object with ids for keys. */
function walk(json: Json, claims: Claims, key: string | null): void {
  if (json.kind === 'array') return json.items.forEach((item) => walk(item, claims, null));
  if (json.kind !== 'object') return;
  const members = json.entries.flatMap(([name, value]): Member[] =>
    value.kind === 'text' ? [[name.toLowerCase(), value.text.trim()]] : [],
  );
  claimOf(members, claims, key);
  for (const [name, value] of json.entries) walk(value, claims, claims.isAsked(name) ? name : null);
}

/** The list of statuses, which the document has as a JSON string; null where there is none to be read. */
function listOf(json: Json | null, budget: Budget): Json | null {
  return json?.kind === 'text' ? parseExactJson(json.text, budget) : json;
}

function readAnswer(fields: Fields, ids: readonly string[], credentials: Credentials, budget: Budget): StatusVerdict {
  const resCod = fields.text('ResCod');
  if (resCod === null) return { kind: 'failed', code: 'contradiction' };
  if (!/^-?\d+$/u.test(resCod)) return { kind: 'failed', code: 'unreadable' };
  if (!isDone(resCod)) {
    return { kind: 'refused', code: 'service-refused', message: messageOf(fields.text('Message') ?? '', credentials) };
  }
  const claims = new Claims(ids, credentials);
  const first = fields.text('prmPayLinkFirstStatus');
  const [firstId] = ids;
  if (firstId !== undefined && first !== '') claims.add(firstId, first, fields.text('prmPayLinkFirstRefNo'));
  const list = listOf(fields.json('prmPayLinkListStatus'), budget);
  if (list !== null) walk(list, claims, null);
  return { kind: 'answered', answered: claims.agreed() };
}

/**
 * What a whole reply to a status question says about the ids asked, in the order asked. An id that is missing, unclear
 * or contradicted is not answered, and never read as unpaid. Never rejects.
 * @param credentials what must not be in the verdict
 */
export async function judgeStatus(reply: HttpReply, ids: readonly string[], credentials: Credentials): Promise<StatusVerdict> {
  const body = await readBody(reply, OURS);
  if (body.kind === 'content' && body.content.fault !== null) {
    const { whose, message } = body.content.fault;
    return {
      kind: 'refused',
      code: whose === 'client' ? 'fault-client' : 'fault-server',
      message: messageOf(message, credentials),
    };
  }
  if (reply.status >= 500) return { kind: 'failed', code: 'http-5xx' };
  if (reply.status >= 400) return { kind: 'failed', code: 'http-4xx' };
  if (reply.status >= 300) return { kind: 'failed', code: 'http-3xx' };
  if (body.kind !== 'content') return { kind: 'failed', code: body.kind };
  const { budget } = body.content;
  const answer = readAnswer(fieldsOf(body.content), ids, credentials, budget);
  // What holds more than can be read is not read in part.
  return budget.left < 0 ? { kind: 'failed', code: 'unreadable' } : answer;
}
