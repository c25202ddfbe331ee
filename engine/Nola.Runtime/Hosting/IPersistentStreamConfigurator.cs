namespace Orleans.Hosting;

/// <summary>Configures streams.</summary>
public interface IPersistentStreamConfigurator : INamedServiceConfigurator;
