import { styleNonce } from './csp.ts';
import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { App } from './app.tsx';
import { Toasts } from './components/notify.tsx';
import { fetchAhead } from './first-view.ts';
import { reportHeight } from './frame/height.ts';
import { keepFocus } from './frame/keep-focus.ts';
import { stayLive } from './live/live.ts';
import { cssVariablesResolver, theme } from './theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const client = createQueryClient();
stayLive(client);
reportHeight(root);
keepFocus();
fetchAhead(client);

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariablesResolver}
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={client}>
        <App />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
