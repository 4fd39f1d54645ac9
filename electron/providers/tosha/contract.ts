import { compareWithService } from '../soap/contract.ts';
import type { Bundled, ContractFound } from '../soap/contract.ts';
import { BULK_BILL, toshaWsdl } from './wsdl.ts';

export const BULK_BILL_CONTRACT: Bundled = { wsdl: toshaWsdl(), needed: [BULK_BILL] };

/**
 * Compares the bulk-bill service's own WSDL with the bundled one. Submits nothing. Throws ContractError.
 * @param deadline milliseconds
 */
export function checkToshaContract(endpoint: string, deadline: number): Promise<ContractFound> {
  return compareWithService(BULK_BILL_CONTRACT, endpoint, deadline);
}
