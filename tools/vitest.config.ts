import { mergeConfig } from 'vitest/config';
import { sourceConditions } from '../vitest.config.js';

export default mergeConfig(sourceConditions, {
  test: {
    name: 'workspace',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
