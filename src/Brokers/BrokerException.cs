namespace ShopActors.Brokers;

/// <summary>A broker does not take messages; the text says why, and contains no secret.</summary>
internal sealed class BrokerException(string message, Exception? cause = null) : Exception(message, cause);
