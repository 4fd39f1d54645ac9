import { groupDigits } from '../../shared/money.ts';
import type { Rial } from '../../shared/money.ts';
import { persianDigits } from '../../shared/text.ts';

/** An amount as customers read it: Persian digits in groups, the unit after them. */
export function rialText(amount: Rial): string {
  return `${persianDigits(groupDigits(amount)).replaceAll(',', '٬')} ریال`;
}
