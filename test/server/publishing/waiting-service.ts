import { EventPublisher } from '../../../server/publishing/event-publisher.ts';

// A service that ends while its store is away.
const publisher = new EventPublisher({ store: () => Promise.reject(new Error('connect ECONNREFUSED')) });
publisher.publish({ aggregate_id: 'task-789', aggregate_type: 'task', event_type: 'completed', event_data: {} });
process.disconnect();
