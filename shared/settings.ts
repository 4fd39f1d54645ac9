import { z } from 'zod';
import { SOAP_VERSIONS, TRANSPORTS } from './evidence.ts';
import { typed } from './typed.ts';
import { isWebAddress } from './web-address.ts';

/** Settings of one mode (practice and live each have their own). Secrets are not here: see electron/settings. */

export const MODES = ['practice', 'live'] as const;
export type Mode = (typeof MODES)[number];

export const LANGUAGES = ['fa', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** wire.md, "SizPay: payment link". */
export const SIZPAY_ENDPOINT = 'https://pysrvc.sizpay.ir/KimiaPayLinkSend.asmx';

/** wire.md, "ToshaNet: bulk bill payment". Plain http is the provider's own address. */
export const TOSHA_ENDPOINT = 'http://ws.toshanet.ir/UserWebservice.asmx';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Ask a link every `everySeconds` until it is `untilSeconds` old; past the last step it is not asked any more. */
export const PollStep = z.object({
  untilSeconds: z.number('number-bad').int('number-bad').positive('number-bad'),
  everySeconds: z.number('number-bad').int('number-bad').min(1, 'number-bad'),
});
export type PollStep = z.infer<typeof PollStep>;

const POLL_STEPS: PollStep[] = [
  { untilSeconds: 10 * MINUTE, everySeconds: 15 },
  { untilSeconds: HOUR, everySeconds: MINUTE },
  { untilSeconds: 6 * HOUR, everySeconds: 10 * MINUTE },
  { untilSeconds: 3 * DAY, everySeconds: HOUR },
  { untilSeconds: 60 * DAY, everySeconds: DAY },
];

/** Steps of rising age: one that ends no later than the step before it would never be reached. */
const PollSteps = z
  .array(PollStep)
  .min(1, 'steps-missing')
  .max(100, 'steps-many')
  .superRefine((steps, context) => {
    steps.forEach((step, at) => {
      if (step.untilSeconds > (steps[at - 1]?.untilSeconds ?? 0)) return;
      context.addIssue({ code: 'custom', message: 'steps-order', path: [at, 'untilSeconds'] });
    });
  });

/** An http or https address without credentials in it, a query or a fragment. */
export const Endpoint = typed('endpoint-bad', 'endpoint-bad')
  .trim()
  .refine((text) => isWebAddress(text) && !/[?#@]/u.test(text), 'endpoint-bad')
  .pipe(z.url('endpoint-bad'));

export const Settings = z.object({
  shopName: typed().trim().max(60, 'text-too-long').default(''),
  cashier: typed().trim().max(40, 'text-too-long').default(''),
  endpoint: Endpoint.default(SIZPAY_ENDPOINT),
  transport: z.enum(TRANSPORTS).default('soap11'),
  payLinkName: typed().trim().max(100, 'text-too-long').default(''),
  /** How many sends may be under way at once. */
  sendsAtOnce: z.number('number-bad').int('number-bad').min(1, 'number-bad').max(8, 'number-bad').default(2),
  /** Rial; above it the form warns (limits of online payments change by decree). */
  amountWarning: z
    .number('number-bad')
    .int('number-bad')
    .positive('number-bad')
    .max(Number.MAX_SAFE_INTEGER, 'number-bad')
    .default(500_000_000),
  invoicePattern: typed().trim().max(30, 'text-too-long').default('{yy}{mm}{dd}-{n}'),
  pollSteps: PollSteps.default(POLL_STEPS),
  /** Seconds a request may take in all before its outcome counts as unknown. */
  sendTimeout: z.number('number-bad').int('number-bad').min(1, 'number-bad').max(300, 'number-bad').default(45),
  toshaEndpoint: Endpoint.default(TOSHA_ENDPOINT),
  toshaVersion: z.enum(SOAP_VERSIONS).default('soap11'),
  /** The shop's own address for returns (a relay); empty: the loopback receiver of this PC. */
  ownReturnUrl: z.union([z.literal(''), Endpoint]).default(''),
});
export type Settings = z.infer<typeof Settings>;

type Fields = typeof Settings.shape;
type WithoutDefaults = { [Key in keyof Fields]: ReturnType<Fields[Key]['unwrap']> };
/** Object.fromEntries forgets which name has which schema; the names are those of the settings. */
const withoutDefaults = Object.fromEntries(
  Object.entries(Settings.shape).map(([key, field]) => [key, field.unwrap()]),
) as unknown as WithoutDefaults;

/** Any part of the settings, to change just that. */
export const SettingsPatch = z.object(withoutDefaults).partial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;

/** The two services, for what is asked of either: which contract is checked, say. */
export const SERVICES = ['sizpay', 'tosha'] as const;
export type Service = (typeof SERVICES)[number];

/** Which setting has the address of a service. */
export const ENDPOINT_OF = { sizpay: 'endpoint', tosha: 'toshaEndpoint' } as const satisfies Record<Service, keyof Settings>;

/** SizPay's two keys, by the names of its panel: key 1 is UserName on the wire, key 2 is Password. */
const SIZPAY_SECRETS = ['key1', 'key2'] as const;
/** ToshaNet's Username and Password. */
const TOSHA_SECRETS = ['toshaUser', 'toshaPassword'] as const;
export const SECRET_NAMES = [...SIZPAY_SECRETS, ...TOSHA_SECRETS] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/** The secrets of each service: its user name, then its password. */
export const SECRETS_OF = { sizpay: SIZPAY_SECRETS, tosha: TOSHA_SECRETS } as const satisfies Record<
  Service,
  readonly SecretName[]
>;

/** Which service a secret is for. */
export function serviceOf(name: SecretName): Service {
  return TOSHA_SECRETS.some((one) => one === name) ? 'tosha' : 'sizpay';
}
