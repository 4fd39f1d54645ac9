/**
 * Whether a status code says "success". A guess: the document lists no codes, and providers of this family use 0, as
 * number or text (wire.md, "BulkBillPaymentWS"). Nothing but this function knows it.
 */
export function isSuccess(status: string): boolean {
  return /^0+$/u.test(status.trim());
}
