import type { Invoice } from '../shared/invoice.ts';
import type { Evidence } from '../shared/evidence.ts';

/** An invoice as a cashier would enter it, already clean. */
export const invoice: Invoice = {
  invoiceNo: '050830-1',
  amount: 1_250_000,
  mobileNo: '09121234567',
  customerName: 'زهرا کریمی',
  description: 'سه جلد کتاب و یک دفتر صدبرگ',
};

export const evidence: Evidence = {
  transport: 'soap11',
  endpoint: 'https://pysrvc.sizpay.ir/KimiaPayLinkSend.asmx',
  startedAt: 1,
  endedAt: 2,
  bytesOut: 700,
  reason: 'late',
  status: null,
  reply: null,
};
