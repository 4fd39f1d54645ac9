import { useDeferredValue } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LINK_STATES } from '../../../shared/links.ts';
import type { LinkState } from '../../../shared/links.ts';
import { Icon } from '../../components/icon.tsx';
import { Screen } from '../../components/screen.tsx';
import { useSticky } from '../../sticky.ts';
import { LinkBrowser } from './link-browser.tsx';
import './links.css';

/** Every link there is: searched, filtered by state, walked with the arrows. */
export function LinksScreen() {
  const { t } = useTranslation();
  const [search, setSearch] = useSticky('links.search', '');
  const [states, setStates] = useSticky<LinkState[]>('links.states', []);
  const asked = useDeferredValue(search);
  const clear = () => {
    setSearch('');
    setStates([]);
  };
  return (
    <Screen title={t('links.title')} focus="own" className="links">
      <StateFilter states={states} set={setStates} />
      <LinkBrowser search={search} setSearch={setSearch} asked={asked} states={states} clear={clear} />
    </Screen>
  );
}

function StateFilter({ states, set }: { states: readonly LinkState[]; set: (states: LinkState[]) => void }) {
  const { t } = useTranslation();
  return (
    <ToggleButtonGroup
      className="state-filter"
      aria-label={t('links.filter')}
      selectionMode="multiple"
      selectedKeys={states}
      onSelectionChange={(keys) => set(LINK_STATES.filter((state) => keys.has(state)))}
    >
      {LINK_STATES.map((state) => (
        <ToggleButton key={state} id={state} className="state-toggle">
          <Icon name={state} />
          {t(`state.${state}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
