import { traceOfModel } from '../model.js';

declare const document: { body: { textContent: string }; title: string };

try {
  document.body.textContent = (await traceOfModel()).join('\n');
} catch (error) {
  document.body.textContent = String(error);
}
document.title = 'done';
