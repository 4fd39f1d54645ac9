/** Who an event is by: the app itself, or the cashier whose name Settings hold. */
export const APP = 'app';

/** A counter where nobody entered a name yet. */
export const CASHIER = 'cashier';
