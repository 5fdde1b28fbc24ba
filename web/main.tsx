import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const place = document.getElementById('app');
if (!place) throw new Error('the page has no #app');
createRoot(place).render(<App nonce={nonce} />);
