package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ActionTargetTest {
    @Test
    void readsAWorkspaceAsAllOfItsServices() {
        assertThat(ActionTarget.of(List.of("shop"))).isEqualTo(new ActionTarget("shop", List.of()));
        assertThat(ActionTarget.of(List.of("shop/web", "shop"))).isEqualTo(new ActionTarget("shop", List.of()));
    }

    @Test
    void readsServicesOfOneWorkspace() {
        assertThat(ActionTarget.of(List.of("shop/web", "shop/api")))
                .isEqualTo(new ActionTarget("shop", List.of("web", "api")));
    }

    @Test
    void readsServicesAfterTheirWorkspace() {
        assertThat(ActionTarget.of(List.of("shop", "web"))).isEqualTo(new ActionTarget("shop", List.of("web")));
        assertThat(ActionTarget.of(List.of("shop", "web", "shop/api")))
                .isEqualTo(new ActionTarget("shop", List.of("web", "api")));
        assertThat(ActionTarget.of(List.of("shop", "shop/web"))).isEqualTo(new ActionTarget("shop", List.of()));
        assertThat(ActionTarget.of(List.of("shop", "shop"))).isEqualTo(new ActionTarget("shop", List.of("shop")));
    }

    @Test
    void refusesSeveralWorkspacesAndServicesWithoutAName() {
        assertThatThrownBy(() -> ActionTarget.of(List.of("shop/web", "blog")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("shop, blog");
        assertThatThrownBy(() -> ActionTarget.of(List.of("shop/"))).isInstanceOf(CommandFailure.class);
    }
}
