package io.kyozo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops and removes services, with their data. */
@Command(name = "remove", description = "Stop and remove services, and the data in their volumes. Asks first.")
final class RemoveCommand extends ServiceAction {
    @Mixin
    private Consent consent = new Consent();

    @Override
    String action() {
        return "remove";
    }

    @Override
    void confirm(ActionTarget target, ObjectNode wish) {
        String what = target.services().isEmpty()
                ? "all services of " + target.workspace()
                : String.join(", ", target.services()) + " of " + target.workspace();
        consent.ask("This removes " + what + ", with the data in their volumes.", target.workspace());
        wish.put("confirm", target.workspace());
    }
}
