namespace Orleans.Hosting;

/// <summary>Configures the streams of a client.</summary>
public interface IClusterClientPersistentStreamConfigurator : IPersistentStreamConfigurator;
