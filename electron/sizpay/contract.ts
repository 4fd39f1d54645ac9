import { compareWithService, type ContractFound } from '../soap/contract.ts';
import { payLinkWsdl } from './wsdl.ts';

/**
 * Compares the pay-link service's own WSDL with the bundled one. Sends no SMS. Throws ContractError.
 * @param deadline milliseconds
 */
export function checkContract(endpoint: string, deadline: number): Promise<ContractFound> {
  return compareWithService(payLinkWsdl(), ['PayLinkSendSoap', 'PayLinkPayStatusSoap'], endpoint, deadline);
}
