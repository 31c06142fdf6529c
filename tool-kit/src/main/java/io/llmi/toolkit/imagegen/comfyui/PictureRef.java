package io.llmi.toolkit.imagegen.comfyui;

/** A picture on the server, as {@code /view} wants it named. */
record PictureRef(String filename, String subfolder, String type) {}
