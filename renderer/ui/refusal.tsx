import type { ReactNode } from 'react';

interface RefusalProps {
  /** The service's own words, else what the cause means. */
  why: ReactNode;
  whyName: string;
  fix: string;
  fixName: string;
}

/** Why a service said no, and what to do about it, each behind its name. */
export function Refusal({ why, whyName, fix, fixName }: RefusalProps) {
  return (
    <dl className="refusal">
      <div>
        <dt>{whyName}</dt>
        <dd>{why}</dd>
      </div>
      <div>
        <dt>{fixName}</dt>
        <dd>{fix}</dd>
      </div>
    </dl>
  );
}
