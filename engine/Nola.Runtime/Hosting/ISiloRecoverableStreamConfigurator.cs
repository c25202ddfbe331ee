namespace Orleans.Hosting;

/// <summary>Configures the rewindable streams of a silo.</summary>
public interface ISiloRecoverableStreamConfigurator : ISiloPersistentStreamConfigurator;
