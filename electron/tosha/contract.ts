import { compareWithService, type ContractFound } from '../soap/contract.ts';
import { BULK_BILL, toshaWsdl } from './wsdl.ts';

/**
 * Compares the bulk-bill service's own WSDL with the bundled one. Submits nothing. Throws ContractError.
 * @param deadline milliseconds
 */
export function checkToshaContract(endpoint: string, deadline: number): Promise<ContractFound> {
  return compareWithService(toshaWsdl(), [BULK_BILL], endpoint, deadline);
}
