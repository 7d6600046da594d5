export * from '@asimjs/core';
export * from '@asimjs/combinators';
export * from '@asimjs/resources';
