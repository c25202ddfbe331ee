namespace ShopActors.Hosting.Ports;

/// <summary>A port that the process needs is taken; the message names the setting.</summary>
internal sealed class PortInUseException(string message, Exception? cause = null) : Exception(message, cause);
