namespace Orleans;

/// <summary>Handles the loss of the last gateway.</summary>
public delegate void ConnectionToClusterLostHandler(object? sender, EventArgs e);
