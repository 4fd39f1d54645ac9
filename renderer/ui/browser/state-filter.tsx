import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon } from '../icon.tsx';
import type { IconName } from '../icon.tsx';

interface StateFilterProps<S extends string> {
  label: string;
  all: readonly S[];
  chosen: readonly S[];
  choose: (states: S[]) => void;
  icon: (state: S) => IconName;
  word: (state: S) => string;
}

/** Narrows a list down to some states; none chosen means all. */
export function StateFilter<S extends string>({ label, all, chosen, choose, icon, word }: StateFilterProps<S>) {
  return (
    <ToggleButtonGroup
      className="state-filter"
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={(keys) => choose(all.filter((state) => keys.has(state)))}
    >
      {all.map((state) => (
        <ToggleButton key={state} id={state} className="state-toggle">
          <Icon name={icon(state)} />
          {word(state)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
