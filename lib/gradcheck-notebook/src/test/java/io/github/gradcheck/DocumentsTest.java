package io.github.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written beside the code is held to the code. */
class DocumentsTest {
    private static final List<String> ARTIFACTS = List.of("gradcheck", "gradcheck-tensor", "gradcheck-notebook");
    private static final Document ARCHITECTURE = Document.of("lib/docs/architecture.md");
    private static final Pattern NAMED_CLASS = Pattern.compile("\\{@(?:link|code) (?:[a-z.]+\\.)?([A-Z]\\w*)[^}]*\\}");
    /** A line of the picture: classes with what they are, and behind two blanks the packages. */
    private static final Pattern STATION = Pattern.compile("(?m)^(.*\\S) {2,}([a-z.]+(?:, [a-z.]+)*)$");
    private static final Pattern CLASS = Pattern.compile("\\b[A-Z][a-z]\\w*");
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");
    private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w*)(?:\\([^`]*\\))?`");
    private static final Pattern RULE = Pattern.compile("\\.whereLayer\\(\"([\\w.]+)\"\\)\\.may(?:OnlyAccessLayers\\((.*?)\\)|NotAccessAnyLayer)");
    private static final String MARK = "----";

    private static Stream<Path> sources(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String artifact : ARTIFACTS) {
            try (Stream<Path> files = Files.walk(root(artifact))) {
                files.filter(file -> file.getFileName().toString().matches(name)).forEach(found::add);
            }
        }
        return found.stream();
    }

    private static Path root(String artifact) {
        return Document.ROOT.resolve("lib").resolve(artifact).resolve("src/main/java/io/github/gradcheck");
    }

    private static String room(Path file) {
        Path root = ARTIFACTS.stream().map(DocumentsTest::root).filter(file::startsWith).findFirst().orElseThrow();
        return root.relativize(file.getParent()).toString().replaceAll("[/\\\\]", ".");
    }

    // ---- links

    static List<String> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Document.ROOT.resolve("lib/docs"))) {
            return Stream.concat(Stream.of("README.md", "notebooks/README.md", "lib/CHANGELOG.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"),
                    docs.map(file -> "lib/docs/" + file.getFileName())).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(String path) {
        Document document = Document.of(path);
        assertThat(document.targets()).isNotEmpty().allSatisfy(target -> assertThat(document.resolve(target)).exists())
                .filteredOn(target -> target.contains("#")).allSatisfy(target -> assertThat(anchors(document, target)).contains(target.replaceFirst(".*#", "")));
    }

    private static List<String> anchors(Document from, String target) {
        return Document.of(Document.ROOT.relativize(from.resolve(target)).toString()).anchors();
    }

    /** What is said of this library beside others is held by a test each. */
    @Test
    void everyYesOfTheLibraryBesideItsPeersLeadsToATest() {
        Document peers = Document.of("lib/docs/peers.md");
        List<String> ours = peers.text().lines().filter(line -> line.startsWith("| ") && line.contains(" | ") && line.split("\\|").length > 10).map(line -> line.split("\\|")[2].strip())
                .filter(cell -> !cell.equals("gradcheck")).toList();
        assertThat(ours).hasSize(2 * 20).allSatisfy(cell -> assertThat(cell).matches("no|\\[yes]\\(.*Test\\.java\\)"));
        assertThat(ours.subList(0, 20)).isEqualTo(ours.subList(20, 40));
        assertThat(ours.stream().filter(cell -> cell.startsWith("[")).map(cell -> cell.replaceAll(".*\\(|\\)", ""))).isNotEmpty()
                .allSatisfy(target -> assertThat(peers.resolve(target)).exists().content().contains("@Test"));
    }

    // ---- programs

    @Test
    void theProgramsOfTheRecipesPrintWhatTheirCommentsSay() {
        List<Document.Block> programs = Document.of("lib/docs/recipes.md").programs();
        String all = programs.stream().map(Document.Block::code).collect(Collectors.joining("\nSystem.out.println(\"" + MARK + "\");\n"));
        String expected = programs.stream().map(Document.Block::output).collect(Collectors.joining("\n" + MARK + "\n"));
        assertThat(squeezed(Program.output(all))).as("what the programs of recipes.md print now").isEqualTo(squeezed(expected));
    }

    private static String squeezed(String text) {
        return text.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }

    // ---- the rooms

    @Test
    void everyPackageSaysInAFewSentencesWhichClassesItIsMadeOf() throws IOException {
        Set<String> classes = sources("[A-Z]\\w*\\.java").map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
        Map<String, String> infos = sources("package-info\\.java").collect(Collectors.toMap(DocumentsTest::room,
                file -> Document.of(Document.ROOT.relativize(file).toString()).text()));
        assertThat(infos.keySet()).isEqualTo(rooms());
        assertThat(infos).allSatisfy((room, text) -> {
            assertThat(text.split("[.](\\s|$)")).as(room + ": sentences").hasSizeGreaterThan(2);
            assertThat(NAMED_CLASS.matcher(text).results().map(match -> match.group(1)).toList()).as(room + ": classes").hasSizeGreaterThan(1).isSubsetOf(classes);
        });
    }

    private static Set<String> rooms() throws IOException {
        return sources("[A-Z]\\w*\\.java").map(DocumentsTest::room).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePictureNamesClassesAndTheirPackages() throws IOException {
        Map<String, String> roomOf = sources("[A-Z]\\w*\\.java").collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""),
                DocumentsTest::room, (one, other) -> one + "," + other));
        List<MatchResult> stations = STATION.matcher(ARCHITECTURE.text().split("```")[1]).results().toList();
        assertThat(stations).hasSizeGreaterThan(7).allSatisfy(station -> {
            Set<String> rooms = Set.of(station.group(2).split(", "));
            assertThat(CLASS.matcher(station.group(1)).results().map(MatchResult::group)).as(station.group()).isNotEmpty()
                    .allSatisfy(name -> assertThat(roomOf.getOrDefault(name, "no package").split(",")).as(name).containsAnyElementsOf(rooms));
        });
    }

    @Test
    void theArchitectureNamesEveryPackage() throws IOException {
        assertThat(uses().keySet()).isEqualTo(rooms());
    }

    @Test
    void itsArrowsAreThoseOfTheTestThatHoldsThem() {
        Map<String, Set<String>> held = ARTIFACTS.stream().map(artifact -> Document.of("lib/" + artifact + "/src/test/java/io/github/gradcheck/RoomsTest.java"))
                .flatMap(test -> RULE.matcher(test.text()).results()).collect(Collectors.toMap(match -> match.group(1), match -> match.group(2) == null ? Set.of() : names(match.group(2).replace('"', '`'))));
        assertThat(held).hasSizeGreaterThan(10).allSatisfy((room, others) -> assertThat(allUsedBy(room)).as(room).isEqualTo(others));
    }

    private static Set<String> allUsedBy(String room) {
        String cell = uses().get(room);
        Set<String> all = new TreeSet<>(names(cell));
        if (!cell.contains("only")) {
            names(cell).forEach(other -> all.addAll(allUsedBy(other)));
        }
        return all;
    }

    /** For each package the last cell of its row: what it may use, and what those may use, unless it says "only". */
    private static Map<String, String> uses() {
        Map<String, String> uses = new TreeMap<>();
        String text = ARCHITECTURE.text();
        text.substring(text.indexOf("| package |"), text.indexOf("## The repository")).lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            names(cells[1]).forEach(room -> uses.put(room, cells[3]));
        });
        return uses;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itsTenStepsNameOnlyWhatThereIs() throws IOException {
        Set<String> classes = sources("[A-Z]\\w*\\.java").map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
        String text = ARCHITECTURE.text();
        String steps = text.substring(text.indexOf("## The way of a check"), text.indexOf("## The rooms"));
        assertThat(steps.lines().filter(line -> line.matches("\\d+\\. .*"))).hasSize(10);
        assertThat(NAME.matcher(steps).results().map(match -> match.group(1).replaceFirst("\\..*", "")).filter(name -> name.matches("[A-Z]\\w*[a-z]\\w*")))
                .isSubsetOf(classes);
        Map<String, Path> fileOf = sources("[A-Z]\\w*\\.java").collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), file -> file,
                (one, other) -> one));
        assertThat(MEMBER.matcher(text).results().filter(member -> fileOf.containsKey(member.group(1)))).hasSizeGreaterThan(5).allSatisfy(member ->
                assertThat(Files.readString(fileOf.get(member.group(1)))).as(member.group()).containsPattern("\\b" + member.group(2) + "\\("));
    }

    @Test
    void theArchitectureNamesEveryFileOfTheEnvironment() throws IOException {
        try (Stream<Path> files = Files.list(Document.ROOT.resolve("binder"))) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "../../binder/" + file.getFileName())).isSubsetOf(ARCHITECTURE.links());
        }
    }

    @Test
    void contributingIsShortAndNamesTestsThatThereAre() throws IOException {
        String text = Document.of(".github/CONTRIBUTING.md").text();
        assertThat(text.lines().count()).isLessThanOrEqualTo(60);
        try (Stream<Path> library = Files.walk(Document.ROOT.resolve("lib"))) {
            Set<String> tests = library.filter(file -> file.toString().endsWith("Test.java") || file.toString().endsWith("Test.kt") || file.toString().endsWith("Test.scala")).map(file -> file.getFileName().toString().replaceFirst("\\..*", "")).collect(Collectors.toSet());
            assertThat(Arrays.stream(text.split("\\W+")).filter(word -> word.matches("[A-Z]\\w+Test"))).isNotEmpty().isSubsetOf(tests);
        }
    }
}
