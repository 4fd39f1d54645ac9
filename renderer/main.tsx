import './zod.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { watchBillScans } from './bill-scan.ts';
import { startWords } from './i18n/index.ts';
import { guardScans } from './scan-guard.ts';
import './styles/index.css';

startWords('fa');
watchBillScans(window);
guardScans(window);
const place = document.getElementById('root') ?? document.body.appendChild(document.createElement('div'));
createRoot(place).render(<App />);
