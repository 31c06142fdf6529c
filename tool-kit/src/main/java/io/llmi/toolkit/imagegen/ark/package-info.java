/** Pictures made and edited by Seedream and SeedEdit on Volcengine Ark. */
@NullMarked
package io.llmi.toolkit.imagegen.ark;

import org.jspecify.annotations.NullMarked;
