package io.llmi.standalone.cli;

/** Cancels a job when this process is told to end, by Ctrl-C for example: nobody is there any more to want it. */
final class Interruption implements AutoCloseable {
    private final JobClient client;
    private final String job;
    private final Thread hook = new Thread(this::cancel, "cancel");

    Interruption(JobClient client, String job) {
        this.client = client;
        this.job = job;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs already.
        }
    }

    private void cancel() {
        try {
            client.cancel(job);
            System.err.println("llmi: " + job + " was cancelled");
        } catch (CommandFailedException e) {
            // A server of this process's own, which ends with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
