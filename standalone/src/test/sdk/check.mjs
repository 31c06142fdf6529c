// Uses the server at argv[2] through OpenAI's unmodified Node client; ends with exit code 0 if all is as it should be.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: `${process.argv[2]}/v1`, apiKey: 'none', maxRetries: 0 });
const model = (await client.models.list()).data[0].id;
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const pictures = response => response.output.filter(item => item.type === 'image_generation_call');
const sleep = ms => new Promise(done => setTimeout(done, ms));

const checks = {
  async synchronous() {
    const response = await client.responses.create({ model, input: 'the tides' });
    assert.equal(response.status, 'completed');
    assert.match(response.output_text, /tide/);
    assert.equal(pictures(response).length, 2);
    assert.ok(Buffer.from(pictures(response)[0].result, 'base64').length > 100);
  },
  async streamed() {
    const types = [];
    const stream = client.responses.stream({ model, input: 'the tides' });
    for await (const event of stream) types.push(event.type);
    const final = await stream.finalResponse();
    assert.equal(types[0], 'response.created');
    assert.equal(types.at(-1), 'response.completed');
    assert.equal(pictures(final).length, 2);
  },
  async background() {
    let response = await client.responses.create({ model, input: 'the tides', background: true });
    assert.equal(response.status, 'queued');
    while (['queued', 'in_progress'].includes(response.status)) {
      await sleep(100);
      response = await client.responses.retrieve(response.id);
    }
    assert.equal(response.status, 'completed');
    await client.responses.delete(response.id);
    await assert.rejects(client.responses.retrieve(response.id), OpenAI.NotFoundError);
  },
  async resumed() {
    const stream = await client.responses.create({ model, input: 'the tides', background: true, stream: true });
    const numbers = [];
    let id;
    for await (const event of stream) {
      id ??= event.response?.id;
      numbers.push(event.sequence_number);
      if (numbers.length === 6) break;
    }
    const rest = await client.responses.retrieve(id, { stream: true, starting_after: numbers.at(-1) });
    for await (const event of rest) numbers.push(event.sequence_number);
    assert.deepEqual(numbers, [...numbers.keys()]);
  },
  async cancelled() {
    const response = await client.responses.create({ model, input: 'the tides', background: true });
    const after = await client.responses.cancel(response.id);
    assert.ok(['cancelled', 'completed'].includes(after.status));
  },
  async chat() {
    let text = '';
    const stream = await client.chat.completions.create({
      model, messages: [{ role: 'user', content: 'the tides' }], stream: true,
    });
    for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? '';
    assert.equal(text.split('![').length, 3);
  },
  async pictureInput() {
    const response = await client.responses.create({
      model,
      input: [{ role: 'user', content: [
        { type: 'input_text', text: 'the tides' },
        { type: 'input_image', detail: 'auto', image_url: `data:image/png;base64,${pixel}` },
      ] }],
    });
    assert.equal(response.status, 'completed');
  },
  async errors() {
    await assert.rejects(client.responses.create({ model: 'gpt-none', input: 'x' }), error =>
      error instanceof OpenAI.NotFoundError && error.code === 'model_not_found' && error.param === 'model');
    await assert.rejects(client.chat.completions.create({ model, messages: [] }), OpenAI.BadRequestError);
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('ok', name);
}
