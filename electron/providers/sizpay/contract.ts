import { compareWithService } from '../soap/contract.ts';
import type { Bundled, ContractFound } from '../soap/contract.ts';
import { payLinkWsdl } from './wsdl.ts';

export const PAY_LINK_CONTRACT: Bundled = { wsdl: payLinkWsdl(), needed: ['PayLinkSendSoap', 'PayLinkPayStatusSoap'] };

/**
 * Compares the pay-link service's own WSDL with the bundled one. Sends no SMS. Throws ContractError.
 * @param deadline milliseconds
 */
export function checkContract(endpoint: string, deadline: number): Promise<ContractFound> {
  return compareWithService(PAY_LINK_CONTRACT, endpoint, deadline);
}
