namespace Orleans.Providers;

/// <summary>A provider that takes commands from the management grain.</summary>
public interface IControllable
{
    /// <summary>Executes a command.</summary>
    Task<object?> ExecuteCommand(int command, object? arg);
}
