import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/**
 * A Neo4j Community server that listens for Bolt on 127.0.0.1 and lives exactly as long as its standard input.
 *
 * Usage: java -cp 'lib/*' Server.java HOME PORT [PLUGINS]. PLUGINS is a folder of jars with procedures. Prints READY once it answers. When standard input ends (the parent
 * closed it or died), it shuts down cleanly and exits with 0.
 */
public final class Server {
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        DatabaseManagementService service = start(home, port, arguments.length > 2 ? Path.of(arguments[2]) : null);
        System.out.println("READY");
        waitForEndOfInput();
        service.shutdown();
        System.exit(0);
    }

    private static DatabaseManagementService start(Path home, int port, Path plugins) {
        DatabaseManagementServiceBuilder builder = new DatabaseManagementServiceBuilder(home);
        if (plugins != null) {
            builder.setConfig(GraphDatabaseSettings.plugin_dir, plugins)
                    .setConfig(GraphDatabaseSettings.procedure_unrestricted, List.of("gds.*"));
        }
        return builder
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
                .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port))
                // Clients of a test need no time to say goodbye: otherwise a shutdown takes ten seconds.
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .setConfig(HttpConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                // As compose.yaml has it: a writer does not wait for another for ever.
                .setConfig(GraphDatabaseSettings.lock_acquisition_timeout, Duration.ofSeconds(30))
                // Nor does a statement of a test run for ever.
                .setConfig(GraphDatabaseSettings.transaction_timeout, Duration.ofMinutes(3))
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(64))
                // A fresh server would otherwise write 256 MiB of empty log for each of its two databases.
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseSettings.keep_logical_logs, "keep_none")
                // Each test empties the database and fills it again: planning every statement anew because the
                // counts changed, or lists are longer, was nearly half of the server's processor time.
                .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofDays(1))
                .setConfig(GraphDatabaseSettings.query_statistics_divergence_threshold, 1.0)
                .setConfig(GraphDatabaseInternalSettings.cypher_size_hint_parameters, false)
                .build();
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() != -1) {
            // Whatever is written to it has no meaning: only the end counts.
        }
    }
}
