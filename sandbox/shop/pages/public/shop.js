// The back office around the app's frame: grows the frame to the height the app tells, opens the order dialog.
const appOrigin = document.body.dataset.appOrigin;
const frame = document.querySelector('iframe.app');
const dialog = document.querySelector('dialog');

window.addEventListener('message', (event) => {
  if (event.origin !== appOrigin || typeof event.data !== 'object' || event.data === null) return;
  const { type, height } = event.data;
  if (type === 'resize' && Number.isFinite(height)) {
    const bounded = `${Math.min(Math.max(height, 300), 20000)}px`;
    const inner = dialog?.querySelector('iframe');
    if (frame && event.source === frame.contentWindow) frame.style.height = bounded;
    // The dialog is never taller than the window: a longer page scrolls inside it.
    if (inner && event.source === inner.contentWindow) inner.style.height = bounded;
  }
  if (type === 'close' && dialog?.open) dialog.close();
});

for (const button of document.querySelectorAll('[data-app-dialog]')) {
  button.addEventListener('click', () => {
    button.closest('details')?.removeAttribute('open');
    const inner = document.createElement('iframe');
    inner.src = button.dataset.appDialog;
    inner.title = 'Invia ordine a Fatture in Cloud';
    inner.dataset.testid = 'order-dialog-frame';
    dialog.querySelector('iframe')?.remove();
    dialog.append(inner);
    dialog.showModal();
  });
}

dialog?.addEventListener('close', () => dialog.querySelector('iframe')?.remove());
dialog?.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());

document.querySelector('#shop-choice')?.addEventListener('change', (event) => {
  location.href = event.target.value;
});

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.removeAttribute('open');
  }
});
