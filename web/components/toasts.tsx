import '@mantine/core/styles/Notification.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Notifications, useNotifications } from '@mantine/notifications';
import { useVisiblePart } from '../frame/visible-part.ts';

/** The messages, in the part of the frame that is in sight. */
export default function Toasts() {
  useVisiblePart(useNotifications().notifications.length > 0);
  return <Notifications position="top-right" style={{ marginTop: 'var(--frame-top, 0)' }} />;
}
