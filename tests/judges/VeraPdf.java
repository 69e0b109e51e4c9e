import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates PDF files against PDF/UA-1 and prints a table, one line for each thing it knows.
 *
 * <p>Lines are tab-separated: "rules" COUNT; "fail" FILE CLAUSE-TEST TIMES MESSAGE; "done" FILE
 * COMPLIANT ASSERTIONS. A file without its "done" line has not been judged. Exit code 0 says only
 * that every file was judged.
 */
public final class VeraPdf {
    private static final int KEPT_ASSERTIONS = 1000;

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        ValidationProfile profile =
                Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour);
        // Without JAXB on the class path the profile is empty, and then everything complies.
        print("rules", profile.getRules().size());
        for (String file : files) {
            try (PDFAParser parser =
                            Foundries.defaultInstance()
                                    .createParser(new FileInputStream(file), flavour);
                    PDFAValidator validator =
                            Foundries.defaultInstance()
                                    .createValidator(profile, KEPT_ASSERTIONS, false, true, false)) {
                report(file, validator.validate(parser));
            }
        }
    }

    private static void report(String file, ValidationResult result) {
        Map<String, String> failures = new TreeMap<>();
        result.getFailedChecks()
                .forEach(
                        (rule, times) ->
                                failures.put(
                                        rule.getClause() + "-" + rule.getTestNumber(),
                                        times + "\t" + message(result, rule)));
        failures.forEach((rule, rest) -> print("fail", file, rule, rest));
        print("done", file, result.isCompliant(), result.getTotalAssertions());
    }

    private static String message(ValidationResult result, Object rule) {
        return result.getTestAssertions().stream()
                .filter(test -> test.getStatus() == TestAssertion.Status.FAILED)
                .filter(test -> test.getRuleId().equals(rule))
                .findFirst()
                .map(test -> (test.getMessage() + " " + test.getLocation().getContext()))
                .orElse("")
                .replaceAll("\\s+", " ");
    }

    private static void print(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (Object cell : cells) {
            line.append(line.length() == 0 ? "" : "\t").append(cell);
        }
        System.out.println(line);
    }
}
