package io.llmi.assembler.stream;

/** An encoded event and the topic it goes to. */
record Outbound(String topic, byte[] value) {}
