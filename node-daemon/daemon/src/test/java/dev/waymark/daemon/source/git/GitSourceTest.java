package dev.waymark.daemon.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.source.git.GitReading.Found;
import dev.waymark.daemon.source.git.GitReading.Unreachable;
import dev.waymark.repository.SourceFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTest {

  @TempDir Path temporary = Path.of("");
  private GitRepository repository = GitRepository.create(Path.of("target", "unused"));

  @BeforeEach
  void aRepositoryWithOneCommit() {
    repository = GitRepository.create(temporary.resolve("routes"));
    repository.write("north/edge.yaml", "a: 1\n").write("south/core.yml", "b: 2\n");
    repository.write("README.md", "no manifest").commit("one");
  }

  private GitReading read(String repositoryName, String path) {
    try (GitSource source =
        new GitSource(new GitLocation(repositoryName, "main", path), temporary.resolve("cache"))) {
      return source.read();
    }
  }

  private GitReading read() {
    return read(repository.folder().toString(), ".");
  }

  private static Found found(GitReading reading) {
    assertThat(reading).isInstanceOf(Found.class);
    return (Found) reading;
  }

  @Test
  void everyManifestOfTheCommitIsReadAndNothingElse() {
    assertThat(found(read()).files())
        .containsExactly(
            new SourceFile("north/edge.yaml", "a: 1\n"),
            new SourceFile("south/core.yml", "b: 2\n"));
  }

  @Test
  void onlyTheFolderAskedForIsRead() {
    assertThat(found(read(repository.folder().toString(), "./north/")).files())
        .containsExactly(new SourceFile("north/edge.yaml", "a: 1\n"));
  }

  @Test
  void aFolderThatTheCommitLacksIsNoEmptyState() {
    assertThat(read(repository.folder().toString(), "west"))
        .isInstanceOfSatisfying(
            Unreachable.class, u -> assertThat(u.message()).contains("has no folder west"));
  }

  @Test
  void theWorkTreeDoesNotCount() {
    repository.write("north/edge.yaml", "changed: 1\n").write("new.yaml", "c: 3\n");
    assertThat(found(read()).files())
        .containsExactly(
            new SourceFile("north/edge.yaml", "a: 1\n"),
            new SourceFile("south/core.yml", "b: 2\n"));
  }

  @Test
  void symbolicLinksAreNotFollowed() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret"), "password");
    Files.createSymbolicLink(repository.folder().resolve("link.yaml"), secret);
    repository.commit("link");
    assertThat(found(read()).files()).noneMatch(f -> f.path().equals("link.yaml"));
  }

  @Test
  void aBareRepositoryIsReadToo() {
    repository.git("clone", "-q", "--bare", ".", temporary.resolve("bare.git").toString());
    assertThat(found(read(temporary.resolve("bare.git").toString(), ".")).files()).hasSize(2);
    assertThat(found(read("file://" + temporary.resolve("bare.git"), ".")).files()).hasSize(2);
  }

  @Test
  void aRewrittenBranchIsFollowedLikeAnyCommit() {
    try (GitSource source =
        new GitSource(new GitLocation(repository.folder().toString(), "main", "."), temporary)) {
      repository.write("south/core.yml", "b: 3\n").commit("two");
      Found before = found(source.read());
      repository.git("reset", "-q", "--hard", "HEAD~1");
      String rewritten = repository.write("north/edge.yaml", "a: 9\n").commit("other two");
      Found after = found(source.read());
      assertThat(after.commit()).isEqualTo(rewritten).isNotEqualTo(before.commit());
      assertThat(after.files()).contains(new SourceFile("south/core.yml", "b: 2\n"));
    }
  }

  @Test
  void aBranchOrRepositoryThatIsNotThereIsSaid() {
    repository.git("branch", "-m", "main", "trunk");
    assertThat(read())
        .isEqualTo(
            new Unreachable(
                repository.folder() + " has no branch main; push one, or set source.git.branch"));
    assertThat(read(temporary.resolve("nowhere").toString(), "."))
        .isEqualTo(
            new Unreachable(
                "cannot read %s: there is no such folder".formatted(temporary.resolve("nowhere"))));
  }

  @Test
  void aRemoteBranchIsFetchedOneCommitDeepAndFollowedWhenForced() throws Exception {
    repository.write("north/edge.yaml", "a: 2\n").commit("two");
    int port = freePort();
    Process server =
        new ProcessBuilder(
                "git",
                "daemon",
                "--export-all",
                "--reuseaddr",
                "--listen=127.0.0.1",
                "--port=" + port,
                "--base-path=" + temporary)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (GitSource source =
        new GitSource(
            new GitLocation("git://127.0.0.1:%d/routes".formatted(port), "main", "."),
            temporary.resolve("cache"))) {
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers(port));
      assertThat(found(source.read()).files())
          .contains(new SourceFile("north/edge.yaml", "a: 2\n"));
      assertThat(temporary.resolve("cache/shallow")).exists();

      repository.git("reset", "-q", "--hard", "HEAD~1");
      String forced = repository.write("north/edge.yaml", "a: 3\n").commit("other two");
      Found found = found(source.read());
      assertThat(found.commit()).isEqualTo(forced);
      assertThat(found.files()).contains(new SourceFile("north/edge.yaml", "a: 3\n"));
      assertThat(source.read()).isEqualTo(new GitReading.Unmoved(forced));
    } finally {
      server.descendants().forEach(ProcessHandle::destroy);
      server.destroy();
      server.waitFor();
    }
  }

  @Test
  void anUnreachableRemoteDoesNotTellItsPassword() {
    assertThat(read("http://user:secret@127.0.0.1:1/routes", "."))
        .isInstanceOfSatisfying(
            Unreachable.class, u -> assertThat(u.message()).doesNotContain("secret"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
