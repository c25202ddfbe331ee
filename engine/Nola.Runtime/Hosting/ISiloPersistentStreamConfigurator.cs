namespace Orleans.Hosting;

/// <summary>Configures the streams of a silo.</summary>
public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;
