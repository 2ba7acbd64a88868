package io.kyozo.metrics;

import io.kyozo.metrics.testing.MetricsTestProfile;
import io.kyozo.testkit.KyozoTestResource;
import io.kyozo.testkit.WorkersApiContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(MetricsTestProfile.class)
@QuarkusTestResource(value = KyozoTestResource.class, initArgs = @ResourceArg(name = "schema", value = "metrics"))
class WorkersApiIT extends WorkersApiContract {}
