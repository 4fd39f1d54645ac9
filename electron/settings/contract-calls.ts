import type { ContractReport } from '../../shared/contract/settings.ts';
import type { Mode, Service } from '../../shared/settings.ts';
import { CallError } from '../errors.ts';
import type { Handlers } from '../ipc.ts';
import { checkContract } from '../providers/sizpay/contract.ts';
import type { ContractFound } from '../providers/soap/contract.ts';
import { checkToshaContract } from '../providers/tosha/contract.ts';
import type { PracticeShop } from '../practice/practice.ts';
import type { ChangeInTurn } from './changes.ts';
import { endpointOf } from './mode.ts';
import type { ModeSettings } from './mode.ts';

export interface ContractOptions {
  now: () => number;
  of: (mode: Mode) => ModeSettings;
  /** The practice shop; null while it is not open. */
  practice: () => PracticeShop | null;
  change: ChangeInTurn;
}

type ContractHandlers = Pick<Handlers, Extract<keyof Handlers, `contract.${string}`>>;

/** The calls about the contracts (WSDLs) of the services. */
export function contractHandlers(options: ContractOptions): ContractHandlers {
  const { now, of, change } = options;
  const readAt = createReading();

  async function read(mode: Mode, service: Service): Promise<ContractFound> {
    const found = await readAt(addressOf(options, mode, service), service, of(mode).values.get().sendTimeout * 1000);
    if (mode === 'live' && found.practice) throw new CallError('endpoint-is-practice');
    return found;
  }

  const report = (found: ContractFound, adopted: boolean): ContractReport => ({
    checkedAt: now(),
    namespace: found.namespace,
    differences: found.differences,
    adoptable: found.adoptable,
    adopted,
  });

  return {
    'contract.check': async ({ mode, service }) => {
      const found = await read(mode, service);
      return report(found, (await of(mode).contracts.adopted(service))?.wsdl === found.wsdl);
    },
    'contract.adopt': async ({ mode, service }, actor) => {
      const found = await read(mode, service);
      if (!found.adoptable) throw new CallError('contract-incompatible');
      const { namespace } = found;
      const adopt = () => of(mode).contracts.adopt(service, found);
      await change(mode, { kind: 'contract.adopted', data: { service, namespace } }, actor, adopt);
      return report(found, true);
    },
    'contract.reset': async ({ mode, service }, actor) => {
      await change(mode, { kind: 'contract.reset', data: { service } }, actor, () => of(mode).contracts.reset(service));
      return {};
    },
  };
}

/** Where a service's contract is read from. */
function addressOf({ of, practice }: ContractOptions, mode: Mode, service: Service): string {
  if (mode === 'live') {
    const endpoint = endpointOf(of(mode).values.get(), service);
    const fault = of(mode).addressFault(service, endpoint);
    if (fault !== null) throw new CallError(fault);
    return endpoint;
  }
  const shop = practice();
  if (shop === null) throw new CallError('only-in-practice');
  return service === 'sizpay' ? shop.endpoint : shop.toshaEndpoint;
}

/** Gives how a contract is read, once at a time for each address: a page can ask as often as it likes, and each is a connection. */
function createReading() {
  const underWay = new Map<string, Promise<ContractFound>>();
  return (endpoint: string, service: Service, deadline: number): Promise<ContractFound> => {
    const key = `${service} ${endpoint}`;
    const read = service === 'sizpay' ? checkContract : checkToshaContract;
    const reading = underWay.get(key) ?? read(endpoint, deadline).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  };
}
