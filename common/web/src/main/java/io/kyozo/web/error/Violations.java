package io.kyozo.web.error;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.web.page.PageQuery;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says which parts of a request break their rules. */
final class Violations {
    private Violations() {}

    static Problem problem(ConstraintViolationException violated) {
        List<Problem.Part> parts = violated.getConstraintViolations().stream()
                .map(Violations::part)
                .sorted(Comparator.comparing(Problem.Part::detail))
                .toList();
        String detail =
                parts.size() == 1 ? parts.get(0).detail() : parts.size() + " parts of the request are not valid.";
        return Problem.of(ErrorCode.INVALID_REQUEST, detail, parts, Map.of());
    }

    /** Whether the answer, not the request, breaks a rule: our own mistake. */
    static boolean isOurs(ConstraintViolationException violated) {
        return violated.getConstraintViolations().stream().anyMatch(Violations::isReturnValue);
    }

    private static boolean isReturnValue(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static Problem.Part part(ConstraintViolation<?> violation) {
        List<String> steps = new ArrayList<>();
        String parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = String.valueOf(node.getName());
            } else if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                if (node.getIndex() != null) {
                    steps.add(node.getIndex().toString());
                }
                steps.add(String.valueOf(node.getName()));
            }
        }
        return part(violation, parameter, steps);
    }

    private static Problem.Part part(ConstraintViolation<?> violation, String parameter, List<String> steps) {
        if (violation.getLeafBean() instanceof PageQuery) {
            String name = "page[" + String.join(".", steps) + "]";
            return new Problem.Part("\"" + name + "\" " + violation.getMessage() + ".", null, name);
        }
        if (steps.isEmpty()) {
            return new Problem.Part("\"" + parameter + "\" " + violation.getMessage() + ".", null, parameter);
        }
        String pointer = "/" + String.join("/", steps);
        return new Problem.Part("\"" + pointer + "\" " + violation.getMessage() + ".", pointer, null);
    }
}
