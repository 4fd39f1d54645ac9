import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { LINK_STATES } from '../../../shared/links.ts';
import type { LinkRow, LinkState } from '../../../shared/links.ts';
import { Browser } from '../../ui/browser/browser.tsx';
import { StateFilter } from '../../ui/browser/state-filter.tsx';
import { pagesOf } from '../../ui/browser/use-pages.ts';
import { LinkLine } from '../link-line.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useNav } from '../../base/nav.tsx';
import { useSticky } from '../../base/sticky.ts';

const linkRow = (link: LinkRow) => <LinkLine link={link} />;

/** Every link there is: searched, filtered by state, walked with the arrows. */
export function LinksScreen() {
  const { t } = useTranslation();
  const { go } = useNav();
  const [search, setSearch] = useSticky('links.search', '');
  const [states, setStates] = useSticky<LinkState[]>('links.states', []);
  const asked = useDeferredValue(search);
  const clear = () => {
    setSearch('');
    setStates([]);
  };
  const pages = pagesOf(
    'links.list',
    (limit, offset) => ({ search: asked.slice(0, 200), states, day: null, onlyDecisions: false, limit, offset }),
    ({ links, total }) => ({ rows: links, total }),
  );
  return (
    <Screen title={t('links.title')} focus="own" className="browsed">
      <StateFilter
        label={t('browser.filter')}
        all={LINK_STATES}
        chosen={states}
        choose={setStates}
        icon={(state) => state}
        word={(state) => t(`state.${state}`)}
      />
      <Browser<LinkRow>
        name="links"
        search={search}
        setSearch={setSearch}
        question={JSON.stringify([asked, states])}
        pages={pages}
        open={({ id }) => go({ screen: 'link', id })}
        row={linkRow}
        narrowed={asked !== '' || states.length > 0}
        clear={clear}
        words={{
          search: t('links.searchLabel'),
          hint: t('links.searchHint'),
          list: t('links.listLabel'),
          total: (count) => t('links.total', { count }),
          empty: t('links.empty'),
          emptyHow: t('links.emptyHow'),
        }}
      />
    </Screen>
  );
}
