import './base/zod.ts';
import './styles/index.css';
import './ui/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import { watchBillScans } from './scan/bill-scan.ts';
import { startWords } from './i18n/index.ts';
import { guardScans } from './scan/scan-guard.ts';

startWords('fa');
watchBillScans(window);
guardScans(window);
const place = document.getElementById('root') ?? document.body.appendChild(document.createElement('div'));
createRoot(place).render(<App />);
