import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';

interface TickProps {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

/** A box to tick: something the cashier says yes to before an act. */
export function Tick({ on, onChange, children }: TickProps) {
  return (
    <Checkbox className="tick" isSelected={on} onChange={onChange}>
      <span className="tick-box" aria-hidden />
      {children}
    </Checkbox>
  );
}
