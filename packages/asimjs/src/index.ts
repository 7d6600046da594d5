export * from '@asimjs/core';
export * from '@asimjs/combinators';
export * from '@asimjs/interrupts';
export * from '@asimjs/resources';
