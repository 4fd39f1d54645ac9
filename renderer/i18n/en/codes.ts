import type { fa } from '../fa.ts';

export const error: typeof fa.error = {
  'bad-input': 'Something in the form is not right; see the marked fields.',
  'not-found': 'Not found; the list may be out of date.',
  'move-refused': 'Its state does not allow this; it has just changed.',
  'invoice-taken': 'Another link holds this invoice number.',
  'same-again': 'A link with the same mobile and amount was saved a moment ago.',
  'id-taken': 'This link id is recorded for another invoice.',
  'not-replaceable': 'This link cannot be replaced: it was replaced or paid before, or is still on its way.',
  'credentials-missing': 'The keys of this service are not entered. Enter them in Set-up.',
  'credentials-unreadable': 'The stored keys cannot be opened by this user of the PC. Enter them again.',
  'credentials-elsewhere':
    'The keys of this service were entered for another address and are not sent to the present one. Enter them again, or put the address back.',
  'endpoint-plain-http':
    'The address of this service must begin with https; nothing is sent to one without encryption (http). Correct it in Settings.',
  'endpoint-loopback': 'This address is this PC, not the real service; live sends nothing to it. Correct it in Settings.',
  'plain-http': 'The address of this service is not encrypted (http). If you want it stored knowing that, tick “I know” first.',
  'only-in-practice': 'This works in practice only.',
  'only-live': 'This is for live only; practice has a shop and keys of its own.',
  'contract-unreachable':
    'The service’s contract could not be read: the service was not reached. Look at the line, and turn a VPN off.',
  'contract-unreadable': 'What came from the service’s address is not its contract (WSDL). Look at the address.',
  'contract-incompatible': 'The service’s contract lacks something the app needs; it was not adopted.',
  'endpoint-is-practice': 'This is the practice shop’s address; it cannot be used live.',
  'ledger-missing': 'The ledger’s file is not where it was.',
  'ledger-newer': 'A newer version of the app wrote the ledger.',
  'ledger-damaged': 'The ledger’s file is damaged.',
  'ledger-busy': 'Another program holds the ledger open.',
  'ledger-unreadable': 'The PC does not let the ledger’s file be read or written.',
  'ledger-behind':
    'The ledger is not whole, and sending is held. Decide about it in the alert at the top first, then try again.',
  'disk-full': 'The disk is full; nothing was saved. Make room and try again.',
  'practice-failed': 'The practice shop did not start. Close the app and open it again.',
  'bill-taken': 'The same bill came before.',
  'basket-empty': 'The basket is empty.',
  'already-paid':
    'One of these bills was paid meanwhile, so nothing was submitted or opened. Look at the paid one; remove the bill from the basket, or abandon the batch.',
  'not-payable': 'This batch cannot be paid now; its state has just changed.',
  'total-differs': 'ToshaNet’s total is not the sum of the bills; look at the difference first.',
  'strange-pay-page': 'The pay page is on a site that was never opened before; read its name first.',
  'pay-page-bad':
    'The address of this pay page has characters that make it look like another one, or is no sound address. Nobody is sent there; ask ToshaNet.',
  'return-unreadable': 'No return was found in this address. Copy the whole address and paste it again.',
  'return-unmatched': 'This return fits no batch of this counter; nothing was changed.',
  'return-mismatch': 'This return does not agree with its batch; nothing was changed, and its alarm is in the decisions.',
  internal: 'An error nobody foresaw. Try again; if it stays, close the app and open it again.',
  other: 'An error with the code {{code}}.',
};

export const field: typeof fa.field = {
  'invoice-missing': 'Write the invoice number.',
  'invoice-taken': 'Another link has this number; write another.',
  'invoice-too-long': 'The invoice number has more than 40 characters; shorten it.',
  'amount-missing': 'Write the amount in rial.',
  'amount-not-a-number': 'The amount is digits only; take the rest out.',
  'amount-fraction': 'The amount must be whole rials, with no fraction.',
  'amount-not-positive': 'The amount must be more than zero.',
  'amount-too-big': 'The amount is too big; count the digits.',
  'mobile-missing': 'Write the customer’s mobile number; the SMS goes there.',
  'mobile-bad': 'A mobile number begins with 09 and has 11 digits.',
  'name-too-long': 'The name has more than 50 characters; shorten it.',
  'description-too-long': 'The description has more than 50 characters; shorten it.',
  'text-missing': 'This is empty.',
  'text-too-long': 'This text is too long; shorten it.',
  'text-bad-character': 'This text has a character that cannot be sent; delete it and write it again.',
  'id-bad': 'A link id is digits only, up to 19, and does not begin with zero.',
  'endpoint-bad': 'The address must begin with http:// or https://, with no user name and no ? in it.',
  'endpoint-plain-http': 'This address is not encrypted. Write one that begins with https.',
  'endpoint-loopback': 'This address is this PC. Write the address of the real service.',
  'number-bad': 'This number is out of range.',
  'steps-missing': 'At least one row is needed.',
  'steps-order': 'This age must be greater than the one in the row above.',
  'steps-many': 'There are more than 100 rows; delete some.',
  other: 'This value is not accepted ({{code}}).',
};

export const reason: typeof fa.reason = {
  dns: 'the service’s name was not found (DNS)',
  refused: 'the service refused the connection',
  unreachable: 'there was no way to the service',
  tls: 'no secure connection could be made (a certificate, or this PC’s clock)',
  'connect-late': 'no connection within the time allowed',
  'connect-reset': 'the connection was cut before it was made',
  stopped: 'the app was closed in the middle of it',
  'bad-address': 'the service’s address is not right',
  late: 'the request left, but no reply came in time',
  cut: 'the reply was cut short',
  reset: 'the request left, and the connection was cut without a reply',
  oversized: 'the reply was too big and was not read',
  'not-http': 'what came back was not a web reply',
  answered: 'the service answered',
  'fault-server': 'the service failed midway',
  'fault-client': 'the service did not accept the request',
  'http-3xx': 'the service’s address led elsewhere',
  'http-4xx': 'the server did not accept the request',
  'http-5xx': 'the server failed',
  contradiction: 'the reply contradicts itself',
  unreadable: 'the reply could not be read',
  html: 'a web page came in place of the service’s reply (a log-in page of the network, or the filter?)',
  'contract-unusable': 'the adopted contract makes no request',
  'service-refused': 'the service refused the question; look at the keys and the link name',
  'credentials-missing': 'SizPay’s keys are not entered for this address',
  'endpoint-is-practice': 'a practice shop answered in place of the service',
  unmarked: 'the mark beside the ledger could not be written to the disk, so nothing was sent',
  other: 'a reason with the code {{code}}',
};

export const lineReason: typeof fa.lineReason = {
  dns: 'The service’s name is not found. Look at the cable, the modem and the internet.',
  refused: 'The service refuses connections. If a VPN is on, turn it off.',
  unreachable: 'There is no way to the internet. Look at the cable and the modem.',
  tls: 'No secure connection can be made. Look at this PC’s clock and date, and turn a VPN off.',
  'connect-late': 'The service does not answer. The internet is slow, or a VPN is on.',
  'connect-reset': 'The connection is cut on the way. Turn a VPN off.',
  'bad-address': 'The service’s address in Settings is not right.',
  other: 'Look at the internet connection.',
};

export const cause: typeof fa.cause = {
  'service-refused': 'the service refused the request',
  'soap-client-fault': 'the service did not accept the shape of the request',
  'http-redirect': 'the service’s address leads elsewhere',
  'http-forbidden': 'access is closed',
  'http-not-found': 'there is no service at this address',
  'http-refused': 'the server did not accept the request',
  'contract-unusable': 'the adopted contract cannot be used',
  'endpoint-is-practice': 'a practice shop answered',
  other: 'refused with the code {{code}}',
};

export const fix: typeof fa.fix = {
  'service-refused':
    'Read what the service says. If it speaks of keys or a password, look at key 1, key 2 and the link name in Settings.',
  'soap-client-fault': 'In Settings, check the contract, and adopt the service’s contract if that is offered.',
  'http-redirect': 'Look at the service’s address in Settings. A log-in page of the network or the filter does this too.',
  'http-forbidden': 'Mostly this is a VPN: turn it off and go on. Payment services refuse callers from abroad.',
  'http-not-found': 'Look at the service’s address in Settings.',
  'http-refused': 'Look at the address and the way of sending in Settings.',
  'endpoint-is-practice': 'The service’s address in Settings is a practice shop’s; write the real service’s.',
  'contract-unusable': 'In Settings, go back to the app’s own contract, and check the contract again.',
  other: 'Look at what the service says, and at Settings.',
};

export const who: typeof fa.who = {
  app: 'the app',
  cashier: 'the cashier',
  other: '{{code}}',
};
