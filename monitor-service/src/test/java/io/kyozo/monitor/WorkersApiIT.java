package io.kyozo.monitor;

import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.WorkersApiContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "monitor"))
class WorkersApiIT extends WorkersApiContract {}
