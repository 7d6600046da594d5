import type { Container, PriorityQueue, Queue, Store } from '@asimjs/resources';
import { passes, urgencyOf } from './program.js';
import type { Request } from './program.js';
import { wish } from './real-place.js';
import type { RealPlace } from './real-place.js';

export function bufferPlace(buffer: Queue<string> | PriorityQueue<string>): RealPlace {
  return {
    facility: buffer,
    take: () => wish(buffer.get(), (item) => item),
    put: (_request, item) => buffer.put(item),
    tryPut: (_request, item) => buffer.tryPut(item),
    tryTake: () => buffer.tryGet() ?? 'nothing',
    read: () => ({ items: buffer.items, capacity: buffer.capacity }),
    look: () => `items ${buffer.items.join(' ')}`,
  };
}

export function storePlace(store: Store<string>): RealPlace {
  const filter =
    ({ rule }: Request) =>
    (item: string) =>
      passes(rule, urgencyOf(item));
  return {
    facility: store,
    take: (request) => wish(store.get(filter(request)), (item) => item),
    put: (_request, item) => store.put(item),
    tryPut: (_request, item) => store.tryPut(item),
    tryTake: (request) => store.tryGet(filter(request)) ?? 'nothing',
    read: () => ({ items: store.items, capacity: store.capacity }),
    look: () => `items ${store.items.join(' ')}`,
  };
}

export function containerPlace(container: Container): RealPlace {
  return {
    facility: container,
    take: ({ amount }) => wish(container.get(amount), (got) => `amount ${String(got)}`),
    put: ({ amount }) => container.put(amount),
    tryPut: ({ amount }) => container.tryPut(amount),
    tryTake: ({ amount }) => (container.tryGet(amount) ? `amount ${String(amount)}` : 'nothing'),
    read: () => ({ level: container.level, capacity: container.capacity }),
    look: () => `level ${String(container.level)}`,
  };
}
