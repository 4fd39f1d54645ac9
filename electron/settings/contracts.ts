import { z } from 'zod';
import { SERVICES } from '../../shared/settings.ts';
import type { Service } from '../../shared/settings.ts';
import type { KeyValue } from '../host.ts';
import { PAY_LINK_CONTRACT } from '../providers/sizpay/contract.ts';
import { readAdopted } from '../providers/soap/contract.ts';
import type { AdoptedContract, Bundled } from '../providers/soap/contract.ts';
import { BULK_BILL_CONTRACT } from '../providers/tosha/contract.ts';

/** The contracts that were adopted from the services, in one mode. */
export interface ServiceContracts {
  /** What is used in place of the bundled contract; null while that is in use. */
  adopted(service: Service): Promise<AdoptedContract | null>;
  /** Services whose contract was adopted once and cannot be used: the bundled one is in use, until a person decides. */
  unusable(): Promise<Service[]>;
  adopt(service: Service, contract: AdoptedContract): void;
  /** Back to the bundled contract. */
  reset(service: Service): void;
}

const Kept = z.object({ wsdl: z.string() });
const KEYS: Readonly<Record<Service, string>> = { sizpay: 'contract', tosha: 'toshaContract' };
const BUNDLED: Readonly<Record<Service, Bundled>> = { sizpay: PAY_LINK_CONTRACT, tosha: BULK_BILL_CONTRACT };

/**
 * What was adopted, over a mode's settings file. An earlier version kept the service's own text, and a hand may have
 * written there: each text is read once, as a stranger's, and what is sound is kept in our words from then on. What is not
 * stays where it is, unused.
 */
export function createContracts(store: KeyValue): ServiceContracts {
  const seen = new Map<Service, { text: string; adopted: Promise<AdoptedContract | null> }>();
  const textOf = (service: Service) => Kept.safeParse(store.get(KEYS[service])).data?.wsdl;

  async function read(service: Service, text: string): Promise<AdoptedContract | null> {
    const found = await readAdopted(BUNDLED[service], text);
    if (found === null || found.wsdl === text || textOf(service) !== text) return found;
    try {
      store.set(KEYS[service], found);
    } catch {
      // A full disk: it is read anew at the next start, and used all the same.
    }
    return found;
  }

  function adopted(service: Service): Promise<AdoptedContract | null> {
    const text = textOf(service);
    if (text === undefined) return Promise.resolve(null);
    const known = seen.get(service);
    if (known?.text === text) return known.adopted;
    const reading = read(service, text);
    seen.set(service, { text, adopted: reading });
    return reading;
  }

  return {
    adopted,
    async unusable() {
      const found = await Promise.all(SERVICES.map(adopted));
      return SERVICES.filter((service, index) => store.get(KEYS[service]) !== undefined && found[index] === null);
    },
    adopt(service, { wsdl, namespace }) {
      store.set(KEYS[service], { wsdl, namespace });
    },
    reset(service) {
      store.delete(KEYS[service]);
    },
  };
}
