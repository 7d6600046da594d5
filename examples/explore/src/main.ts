import { tellStory } from './story.js';

console.log(await tellStory());
